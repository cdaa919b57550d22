"""What is wrong with goods, parts, delivery and fitting, in the words of clerks of four trades.

Written and labelled from the definitions before the patterns had seen them: at first sight precision was .82, recall .85
and .76 of the sets exact, and there the floors stand. The mistakes were then used to mend patterns, so these are no longer
unseen, and they are by the hand that wrote the patterns: they guard against a change for the worse and say little about
real departments. Of a remark's categories only those of goods, parts, delivery and fitting count; `-` is none of them.
"""

from __future__ import annotations

import re

import pytest

from aftersales.classify import classify_texts, load_taxonomy
from aftersales.settings.model import Categories

WORDINGS = """
tile | Q01 | 窗台板刚封完胶就裂，拿指甲能卡进去
tile | Q01 | 楼梯踏步中间断开
tile | Q02 | 瓷片像瓦片似的弓着，胶打再多也压不平
tile | Q02 | 铺好了拿弹珠一放自己滚，地面高低差明显
tile | Q03 | 厨房那面墙的砖整排鼓起，用手一推会动
tile | Q03 | 贴完不到一年，外墙砖掉下来砸了车
tile | Q04 | 整单色号一样，拆开一看有三种深浅
tile | Q04 | 浴室砖用久了发黄，跟外面的不是一个色
tile | Q05 | 十片砖叠起来一边齐一边错开三毫米
tile | Q05 | 踢脚线厚度不均，拼起来有台阶
tile | Q06 | 仿古砖釉面起泡，一抠就破
tile | Q06 | 亮光砖上有擦不去的划痕，灯一打全出来
tile | Q07 | 到场开箱三十片里碎了八片
tile | Q07 | 花砖边上崩了一圈瓷
tile | Q08 | 地砖吸油，锅里溅出来的印子洗不掉
furniture | Q01 | 实木门芯板裂开能透光
furniture | Q02 | 抽屉面板受潮变形，关上鼓一块
furniture | Q04 | 两把餐椅皮色一深一浅
furniture | Q05 | 定的一米八床，送来量只有一米七五
furniture | Q06 | 柜门油漆流挂，还有灰尘颗粒
furniture | Q07 | 大理石茶几送到缺个角
furniture | Q09 | 床头软包一股胶水味，孩子咳嗽
furniture | Q10 | 衣柜滑门老掉轨，推一次卡一次
furniture | Q10 | 沙发伸缩架卡死，放平了收不回来
furniture | Q10 | 书桌升降升到一半不动，按键没反应
furniture | Q11 | 椅子坐垫塌了，海绵没弹性
appliance | Q07 | 电饭锅外壳运输压裂，内胆瘪了
appliance | Q09 | 电热毯中间烧焦一块，差点着火
appliance | Q10 | 冰箱制冷不行，冰淇淋都化了
appliance | Q10 | 洗衣机一脱水就报E4，门也打不开
appliance | Q10 | 空调内机漏水，墙都泡了
appliance | Q10 | 热水器出水忽冷忽热
appliance | Q10 | 打印头堵了，出来的字缺一半
appliance | Q11 | 烧水壶底座生锈
machinery | Q01 | 挖斗焊缝开裂
machinery | Q05 | 来料宽度超差0.5，模具进不去
machinery | Q10 | 叉车转向沉，液压泵异响
machinery | Q10 | 数控车床主轴定位不准，报警停机
machinery | Q10 | 车子冷启动抖动，加速无力
machinery | Q10 | 空调压缩机不吸合，吹热风
machinery | Q11 | 输送带用了四个月就磨穿
machinery | Q09 | 刹车失灵差点撞人
tile | L01 | 来了二十二箱，单子上是二十五箱
tile | L01 | 地砖发成墙砖了
tile | L01 | 同一批里混了两个色号
tile | L02 | 合同约定十号到货，十八号还没发
tile | L02 | 一直说在装车，三天了货没影
tile | L03 | 送货师傅不肯上楼，砖卸在马路边
tile | L03 | 货到不提前打电话，家里没人就堆楼道
tile | L03 | 搬运把电梯门框磕了
tile | I01 | 师傅没用十字架，缝宽窄不匀
tile | I01 | 美缝做得坑坑洼洼，颜色也涂出来了
tile | I01 | 墙砖贴完不垂直，柜子靠不上去
tile | I01 | 地漏没留坡，积水
tile | I02 | 台下盆开孔开偏了两公分
tile | I02 | 倒角毛边没磨，手摸着扎
tile | P01 | 收边条少两根，螺丝也没给
furniture | P01 | 五金包里缺四个连接件
furniture | P01 | 铰链断货，让等厂家补件
furniture | L01 | 六把椅子只送来四把
furniture | L01 | 订的左贵妃，送来右贵妃
furniture | L02 | 交了全款俩月，沙发还没做
furniture | L02 | 衣柜交期一拖再拖
furniture | L03 | 送货工把木地板拖出两道沟
furniture | L04 | 包装太薄，一路颠过来四角没护角
furniture | I01 | 橱柜门没调，关上一高一低
furniture | I01 | 床装得吱吱响，螺丝没拧紧
furniture | I01 | 安装工把乳胶漆墙蹭得一块块黑
furniture | I03 | 设计没留插座位，电器没处插
furniture | I03 | 量尺少量了五公分，台面短一截
furniture | I03 | 下单的时候把开门方向写反
appliance | P01 | 说明书保修卡都有，就是没遥控器
appliance | P01 | 等压缩机等了二十多天
appliance | P01 | 换上的电机是旧的
appliance | L01 | 要的单冷发成冷暖
appliance | L02 | 预约周六送货，到周三还没派车
appliance | L03 | 快递不送进村，让到镇上自提
appliance | L04 | 箱子烂了，泡沫碎成渣
appliance | I01 | 空调打孔打裂了墙砖
appliance | I01 | 热水器装完不试水，一开就漏
appliance | I01 | 油烟机装歪，和柜子差一截
machinery | P01 | 急件订货，仓库说没有，要从总厂调
machinery | L01 | 两台电机一台功率不对
machinery | L02 | 新车等了四个月还没到店
machinery | I01 | 安装时管路接反，开机憋压
machinery | I02 | 法兰钻孔偏，螺栓穿不过
tile | - | 砖铺完敲过，没空鼓
furniture | - | 抽屉柜门都顺滑，无异响
appliance | - | 回访说机器好用不吵
tile | - | 师傅电话里冲客户吼
furniture | - | 售后说一周内回话，两周了没信
appliance | - | 上门费收了八十，什么也没修
machinery | - | 保养完多收两百工时费
tile | - | 剩的砖不给退
"""
GOODS = re.compile("[QPLI]")
PRECISION, RECALL, EXACT = 0.82, 0.85, 0.76


def told() -> list[tuple[str, str, frozenset[str]]]:
    rows = (line.split(" | ") for line in WORDINGS.strip().splitlines())
    return [(trade, text, frozenset(codes.replace("-", "").split())) for trade, codes, text in rows]


def found(trade: str, text: str) -> frozenset[str]:
    taxonomy = load_taxonomy(Categories.model_validate({"profile": trade}))
    return frozenset(label.code for label in classify_texts([text], taxonomy)[text] if GOODS.match(label.code))


def test_wordings_of_four_trades_get_their_categories() -> None:
    pairs = [(codes, found(trade, text)) for trade, text, codes in told()]
    right = sum(len(true & ours) for true, ours in pairs)
    assert right >= PRECISION * sum(len(ours) for _, ours in pairs)
    assert right >= RECALL * sum(len(true) for true, _ in pairs)
    assert sum(true == ours for true, ours in pairs) >= EXACT * len(pairs)


def test_every_category_of_goods_is_among_the_wordings() -> None:
    codes = frozenset[str]().union(*(codes for _, _, codes in told()))
    taxonomy = load_taxonomy(Categories())
    assert codes == {each.code for each in taxonomy.categories if GOODS.match(each.code)}


@pytest.mark.parametrize(
    ("trade", "text", "codes"),
    [
        ("appliance", "热水器不热", {"Q10"}),
        ("appliance", "洗着洗着就停了", {"Q10"}),
        ("appliance", "检查过，没有漏水、异响", set()),
        ("appliance", "没用几天就漏水", {"Q10"}),
        ("machinery", "一会快一会慢", {"Q10"}),
        ("tile", "少两根收边条", {"P01"}),
        ("tile", "要的是哑光，拉来一车亮光", {"L01"}),
        ("tile", "敲起来空空的", {"Q03"}),
        ("tile", "掉瓷片两块", {"Q03"}),
        ("furniture", "师傅装完就走，一地木屑", {"I01"}),
        ("furniture", "柜门不晃", set()),
    ],
)
def test_patterns_of_goods(trade: str, text: str, codes: set[str]) -> None:
    assert found(trade, text) == codes


@pytest.mark.parametrize("place", ["背景墙", "电视墙", "客厅墙面", "厨房墙砖", "过门石", "门槛石", "阳台", "踢脚线"])
def test_where_it_is_does_not_hide_what_it_is(place: str) -> None:
    """A wall of the house is no article of ours; one that is tiled is."""
    texts = {
        f"{place}边上崩边缺角": "Q07",
        f"{place}开裂了3块": "Q01",
        f"{place}跟样板有色差": "Q04",
        f"{place}有3块空鼓": "Q03",
    }
    found = classify_texts(texts, load_taxonomy(Categories(profile="tile")))
    assert {text: [label.code for label in found[text]] for text in texts} == {t: [code] for t, code in texts.items()}
